"""Tables of the phrases in documents that assign duties; extend them as needed."""

from __future__ import annotations

from collections.abc import Mapping

from ntmtrack.drafting.phrases import spelling

# First words of the names of bodies and of people's offices.
HEADS = spelling.listed(
    """
    bộ trưởng; bộ; thứ trưởng; sở; ban; ngành; ủy ban; ubnd; hđnd; hội đồng; ubmttq; mttq;
    mặt trận; đảng ủy; đảng đoàn; đảng bộ; đảng ở; chi bộ; chi ủy; cấp ủy; tỉnh ủy; thành ủy;
    huyện ủy; quận ủy; thường trực; thường vụ; btv; bch; bcđ; bcd; bql; tt; ban thường vụ;
    ban chỉ đạo; văn phòng; vp; phòng; công an; quân sự; quân đội; bộ đội; biên phòng; hội; đoàn;
    đội; tổ; nhóm; câu lạc bộ; chủ tịch; phó chủ tịch; bí thư; phó bí thư; thủ trưởng; thủ tướng;
    phó thủ tướng; hiệu trưởng; giám đốc; phó giám đốc; trưởng; phó; chánh; cục; tổng cục; vụ;
    chi cục; trường; trung tâm; trạm; hạt; kho bạc; ngân hàng; bảo hiểm; bưu điện; điện lực;
    liên đoàn; công đoàn; liên minh; liên hiệp; hiệp hội; viện; tòa án; thanh tra; kiểm toán;
    tập đoàn; tổng công ty; công ty; doanh nghiệp; hợp tác xã; htx; đài; báo; cổng; cơ quan;
    đơn vị; địa phương; đoàn thể; thành viên; cán bộ; công chức; viên chức; đảng viên; hội viên;
    kế toán; bộ phận; tiểu ban; ủy viên; uv; lãnh đạo; thôn; xóm; bản; ấp; buôn; khối; khu phố;
    xã; phường; thị trấn; huyện; quận; tỉnh; thành phố; hộ; hộ gia đình; chi hội; giáo viên;
    nhà trường; lực lượng; gia đình; thầy; các tổ chức; các cấp; tổ dân phố; trợ lý; nhân viên;
    chuyên viên; cộng tác viên; chỉ huy; ccb; cựu chiến binh; phụ nữ; nông dân; bí thư chi bộ;
    bí thư chi đoàn; chi đoàn; ban giám hiệu; khoa; phân hội; xí nghiệp; nông trường; đồng chí;
    đ/c; ông; bà; tổ trưởng; nhà máy; khách sạn; chủ; chợ; quầy; văn thư; y tế; trạm y tế; gvcn;
    bgh; tpt; btc; khu dân cư; cụm dân cư; chi, đảng bộ; ban cán sự; cô;
    cơ sở hội; cơ sở đoàn; công đoàn cơ sở; hai bên; anh; chị; chú; bác; bác sĩ; bs; y sĩ; ys; đd;
    tổng phụ trách; phụ huynh; cha mẹ học sinh; công dân; đội hình; chi nhánh;
    cảng vụ; khóm; sạp; gian hàng; bscki; bsckii; bsck1; bsck2; cụm trưởng; cụm phó;
    thôn trưởng; xóm trưởng; buôn trưởng; bản trưởng; nhóm trưởng; đội trưởng; chi hội trưởng;
    khối trưởng; thư ký; thủ quỹ; già làng; các bên; quỹ tín dụng; điểm giao dịch;
    người dân; hộ dân; tiểu thương; địa chính; thú y; khuyến nông; tư pháp; thống kê xã;
    thống kê phường; cơ sở giáo dục; cơ sở khám; cơ sở kcb; cơ sở y tế; cơ sở kinh doanh;
    cơ sở sản xuất; cơ sở lưu trú; cơ sở đào tạo; các cơ sở; học sinh; thí sinh; đoàn viên;
    tỉnh đoàn; thành đoàn; huyện đoàn; xã đoàn; lđlđ; cđcs; csđt; csgd; ubkt; ttyt; bchqs; btl; pct;
    quân khu; quân chủng; binh đoàn; sư đoàn; lữ đoàn; trung đoàn; đồn biên phòng;
    thiếu úy; trung úy; thượng úy; đại úy; thiếu tá; trung tá; thượng tá; đại tá
    """
)

# Titles before a person's name.
PERSON_TITLES = spelling.listed(
    """
    đồng chí; đ/c; ông; bà; thầy; cô; anh; chị; bác; chú; cụ; bs.; ys.; đd.; ths.; ts.; ô.; b.;
    bác sĩ; y sĩ; bscki.; bsckii.; bsck1.; bsck2.;
    ds.; dược sĩ; ks.; kỹ sư; kts.; ktv.; gs.; pgs.; luật sư; thiếu úy; trung úy; thượng úy;
    đại úy; thiếu tá; trung tá; thượng tá; đại tá
    """
)

# Phrases that begin like HEADS but name no party.
NO_HEADS = spelling.listed(
    """
    xã hội; tổ chức; tổ hợp; báo cáo; bộ máy; bộ tiêu chí; bộ chỉ số; bản đồ; bản sao; bản đồng;
    ngành nghề; trường hợp; đoàn kết; đội ngũ; phòng chống; phòng, chống; phòng ngừa;
    phòng cháy; phòng học; phòng trừ; sở hữu; sở thích; vụ việc; vụ án; vụ mùa; vụ đông; vụ hè;
    vụ xuân; cấp độ; bà con; anh em; anh hùng; chị em; bác bỏ;
    trưởng thành; hạt giống; viện trợ; ban hành; ban đầu; bản thân;
    bản án; hội nghị; hội thảo; hội nhập; hội thi; hội họp; khoa học; đài thọ; công an ninh;
    bảo hiểm y tế toàn dân; khối lượng; khối kiến thức; thôn tính; tỉnh táo; chủ động;
    chủ trì; chủ trương; chủ đề; chủ yếu; chủ quan; y tế cơ sở; ban ngày; hộ chiếu; hộ khẩu;
    hộ nghèo; đoàn thanh tra toàn diện; báo chí; bộ phận người; bà mẹ; hội thao; hội diễn;
    hội khỏe; hội chợ; hội trại; hội làng; cô lập; cô đọng; cô đặc; hai bên đường;
    hai bên tuyến; hai bên bờ; hai bên lề
    """
)

# Names and set phrases that contain a word which elsewhere is a verb.
COMPOUNDS = spelling.listed(
    """
    phòng kế hoạch tổng hợp; kế hoạch - tổng hợp; hành chính tổng hợp;
    hành chính - tổng hợp; lao động; trở lên; ban chỉ đạo; tổ chỉ đạo;
    ban tổ chức; ban quản lý; tổ kiểm tra; đoàn kiểm tra; đoàn giám sát;
    tổ giám sát; tổ tuyên truyền; ban tuyên giáo; ban kiểm tra; ủy ban kiểm tra; cơ quan quản lý;
    đơn vị quản lý; cơ quan tham mưu; ban phát triển; cơ quan chỉ đạo; các tổ chức; tổ phản ứng;
    đội phản ứng; công chức địa chính xây dựng;
    tổ triển khai; tổ hòa giải; ban hòa giải; bán trú;
    hội đồng bồi thường, giải phóng mặt bằng; hội đồng bồi thường; ban bồi thường;
    ban giải phóng mặt bằng; tổ giải phóng mặt bằng;
    ban tham mưu; quản lý nhà nước; ban chấp hành; ban điều hành;
    trung tâm điều hành; tổ hướng dẫn; đơn vị cung cấp; đơn vị cung ứng; cơ quan chuyên môn;
    bộ phận tham mưu; tổ công tác;
    ban xây dựng đảng; cơ quan tham mưu, giúp việc; tổ cứu hộ; đội cứu hộ; ban cứu trợ;
    tìm kiếm cứu nạn; tổ tư vấn; tổ thanh tra; ban thanh tra; tổ đón tiếp; tiểu ban tuyên truyền;
    cơ quan thanh tra; kiểm toán nhà nước; phòng thủ dân sự; ủy ban bầu cử; ban vận động;
    tổ vận động; tổ chấm; tổ chấm điểm; ban giám khảo; điểm giao dịch;
    hội đồng thi đua; tổ chức đảng; tổ chức chính trị; tổ chức hội; tổ chức đoàn;
    tổ chức, cá nhân; cơ quan, tổ chức; đơn vị, tổ chức; các cơ quan, đơn vị, tổ chức;
    cấp ủy, tổ chức; đoàn thể, tổ chức; người đứng đầu; lực lượng kiểm tra; ban đại diện;
    kiểm tra đảng; ngân sách nhà nước; bộ phận tiếp nhận; tiếp nhận và trả kết quả;
    bộ phận tiếp nhận và trả kết quả; văn phòng đăng ký; tổ giúp việc; bộ phận giúp việc;
    cơ quan giúp việc; công lập;
    hội đồng thẩm định; tổ thẩm định; tổ tổng hợp; văn phòng điều phối;
    tổ xây dựng; theo dõi lĩnh vực; phụ trách lĩnh vực; được giao; giao chỉ tiêu; được phân công;
    thường trực; khoa học; có trách nhiệm liên quan; bầu cử; ứng cử; chương trình; quy trình;
    công trình; tờ trình; lộ trình; trung học; tiểu học; đại học; khuyến học; học sinh; học viên;
    trường học; học đường; tổng phụ trách; khuyến nông; khuyến công; khuyến lâm; khuyến ngư;
    cấp xã; cấp tỉnh; cấp huyện; cấp trên; cùng cấp; trung cấp; phát thanh;
    văn phòng hđnd và ubnd; vp hđnd và ubnd; xét duyệt; kiểm duyệt; thẩm duyệt; tổng duyệt;
    văn phòng hội đồng nhân dân và ủy ban nhân dân;
    phụ trách; ban chỉ huy; trung tâm phục vụ; trung tâm cung ứng; kiểm tra, giám sát;
    phó ban chỉ đạo; hậu cần; địa bàn; tổ bảo vệ; đội bảo vệ; ban bảo vệ; lực lượng bảo vệ;
    nhân viên bảo vệ; bác bảo vệ; chú bảo vệ; dịch vụ tổng hợp;
    đơn vị đăng ký dự thi; bộ phận tiếp công dân; trụ sở tiếp công dân; ban tiếp công dân
    """
)

# First words of verbs that also occur in names.
OF_NAMES = spelling.listed(
    """
    biểu; bám; bình; bảo; bắt; bố; bồi; bổ; chia; chuyển; chính; cung; cách; có; cơ; cưỡng; cải;
    cảnh; cần; củng; cứu; dự; giao; giám; góp; hiến; hàng; hành; hòa; hưởng; hằng; hợp; in; khai;
    khen; không; khởi; kinh; kiểm; liên; luân; là; lý; mỗi; ngay; nghiên; nghỉ; nhập; phát; phòng,;
    phải; phản; phổ; phụ; phục; quan; quyên; quyết; quán; quản; ra; san; sau; sinh; sơ; sắp; sẵn;
    số; sử; sự; tham; thanh; theo; thi; thu; thí; thông; thả; thẩm; thống; thực; tiêu; tiến; tiếp;
    trang; triển; trong; truy; trên; trình; trước; tuyên; tuyệt; tuần; tích; tư; tạo; tự; vào; vận;
    xác; xây; xếp; ôn; điều; đào; đăng; đầu; đẩy; địa; định; đối; ổn; đi; đến; cho; khóa
    """
)

# Adverbs and modal phrases between a party and its verb.
MANNERS = spelling.listed(
    """
    có trách nhiệm; chịu trách nhiệm; có nhiệm vụ; có các nhiệm vụ; phải; cần;
    căn cứ; theo chức năng; trên cơ sở;
    trong phạm vi; tập trung; tiếp tục; khẩn trương; chủ động; kịp thời; thường xuyên; tích cực;
    nghiêm túc; nhanh chóng; định kỳ; sớm; theo nhiệm vụ; làm tốt; hằng tháng; hàng tháng;
    hằng quý; hàng quý; hằng tuần; hàng tuần; hằng ngày; hàng ngày; chậm nhất; trước ngày;
    là cơ quan; là đơn vị; là đầu mối; đồng chủ trì; chủ trì; phối hợp; trực tiếp; đẩy mạnh;
    tăng cường; nâng cao; triệt để; quyết liệt; đồng loạt; theo phạm vi; nghiêm chỉnh; quan tâm;
    đẩy nhanh; ngay sau khi; sau khi; phấn đấu; lưu ý; chú ý; nhớ; 6 tháng một lần; mỗi tháng;
    mỗi quý; mỗi tuần; có ít nhất; có tối thiểu; đạt ít nhất; đạt tối thiểu
    """
)

# Openings before the party: when, on what basis, for what purpose.
OPENINGS = spelling.listed(
    """
    trên cơ sở; căn cứ; theo; sau khi; để; trong; khi; nếu; trường hợp; định kỳ; đối với; về; hằng;
    hàng; ngoài; từ; bên cạnh; nhằm; trước; riêng; đồng thời; ngoài ra; cùng với; qua; dựa; tại;
    cuối; đầu; vào; sáng; chiều; chậm nhất; muộn nhất; ngay sau; sau; kể từ; kết thúc
    """
)

# Verbs that duties begin with.
VERBS = spelling.listed(
    """
    phụ trách; tổ chức thực hiện; tổ chức triển khai; triển khai; thực hiện; xây dựng; ban hành;
    rà soát; tham mưu; báo cáo; tổng hợp; theo dõi; đôn đốc; kiểm tra; giám sát; hướng dẫn; chỉ đạo;
    lãnh đạo; phân công; bố trí; cân đối; thẩm định; phê duyệt; trình; gửi; lập; đăng ký; khảo sát;
    thống kê; đánh giá; hoàn thành; hoàn thiện; hoàn tất; tuyên truyền; vận động; quán triệt;
    phổ biến; phát động; biểu dương; khen thưởng; tập huấn; đào tạo; bồi dưỡng; hỗ trợ; cung cấp;
    cung ứng; cập nhật; số hóa; chuẩn hóa; khai thác; vận hành; duy trì; bảo đảm; đảm bảo; chuẩn bị;
    huy động; sẵn sàng; xử lý; giải quyết; tháo gỡ; khắc phục; phòng ngừa; ngăn chặn; tiếp nhận;
    chuyển; bàn giao; công bố; công khai; niêm yết; cấp; chi trả; thanh toán; quyết toán; thu; nộp;
    mua sắm; đầu tư; sửa chữa; nâng cấp; cải tạo; lắp đặt; trồng; chăm sóc; bảo vệ; vệ sinh;
    thu gom; phân loại; dọn; quét; làm; mở; họp; tổ chức; đề xuất; kiến nghị; nghiên cứu; đề nghị;
    thành lập; kiện toàn; sắp xếp; bổ sung; sửa đổi; điều chỉnh; thay thế; thông báo; thông tin;
    đưa tin; phản ánh; lấy ý kiến; tham gia; góp ý; xác minh; xác định; ký; cam kết; hợp đồng;
    hiệp đồng; nhận; phân bổ; giao; quản lý; sử dụng; lưu trữ; chia sẻ; kết nối; tích hợp; phát huy;
    phát triển; thúc đẩy; khuyến khích; thu hút; lựa chọn; định hướng; giới thiệu; cụ thể hóa;
    thể chế hóa; thẩm tra; tiếp thu; tiếp công dân; nắm; bám sát; trực; tuần tra; canh gác; sơ tán;
    di dời; gia cố; rào; khơi thông; nạo vét; viết; soạn; biên soạn; in; phát; treo; dán; vẽ;
    khôi phục; ổn định; thăm hỏi; động viên; ngừng; phân phối; điều động; điều phối; tạo; đưa; giúp;
    dự; học; ôn tập; dạy; kê khai; rút kinh nghiệm; sơ kết; tổng kết; tự đánh giá; xếp loại; chấm;
    chấn chỉnh; siết chặt; nghiệm thu; đo đạc; cắm mốc; giải phóng; bồi thường; tiêm; phun;
    xét nghiệm; nêu gương; gương mẫu; giải tỏa; mở rộng; đắp; đào; phá bỏ; liên hệ; cử; mời;
    tiến hành; cảnh báo; dự báo; ứng phó; ưu tiên; lồng ghép; xem xét; quyết định; khởi công; trao;
    tặng; vận dụng; áp dụng; ứng dụng; nhân rộng; xác nhận; kiểm kê; giải trình; củng cố;
    nghiêm cấm; phục vụ; quay; chụp; chốt; rà; xóa; hạn chế; đồng hành; hòa giải; dự trữ; tích trữ;
    tăng; giảm; cắt; cắt cử; tập hợp; tổng vệ sinh; tổng dọn; ra đề; ra quyết định; ra thông báo;
    lên kế hoạch; lên phương án; lên lịch; chằng chống; che chắn; neo đậu; cứu hộ; cứu trợ; cứu nạn;
    diễn tập; nhập; vào điểm; in sao; niêm phong; coi thi; coi; quyên góp; ủng hộ; hiến; đóng góp;
    trích; mở cổng; đón; đón tiếp; trả lời; làm việc; dẫn chương trình; nhắc nhở; hoàn trả;
    không tổ chức; không để; không sử dụng; tuyệt đối không; không tự ý; nghỉ; tạm dừng; dừng;
    tiếp sóng; phát sóng; tuyển chọn; tuyển dụng; luân chuyển; đánh số; gắn; khoanh vùng; dập dịch;
    bảo quản; kiểm định; hiệu chuẩn; bảo dưỡng; thay; tuyên dương; phê bình; nhắc; giám định;
    thanh tra; kiểm toán; truy thu; đối chiếu; chốt số liệu; đối soát; giải ngân; thanh lý; đóng;
    hoàn chỉnh; sinh hoạt; lưu; giữ; đảm nhận; chọn; súc rửa; chuyển giao; tư vấn; thí điểm;
    nhân nuôi; thả; nuôi; san lấp; phát dọn; cấp phát; làm thủ tục; duyệt; tập luyện; kêu gọi;
    hiệp thương;
    thảo luận; bình chọn; bình xét; đăng tải; trang trí; ra quân; hưởng ứng; đối thoại; phân tích;
    kiểm điểm; xét; tuyển; điều tra; truy vết; cách ly; kiểm soát; thu hồi; cưỡng chế; xử phạt;
    chỉnh trang; bảo trì; tiếp xúc; tiếp cận; lắng nghe; công nhận; kết nạp; đấu thầu; đấu giá;
    gieo; thu hoạch; bón; tưới; phòng, chống; phòng trừ; vận chuyển; thông tuyến; bố cục; biên tập;
    sao gửi; dựng; kê; nấu; tháo dỡ; sắm; luyện tập; trông giữ; kiểm đếm; đối sánh; tiêu hủy;
    tiêu độc; khử trùng; nhốt; rút ngắn; cắt giảm; soạn thảo; gặp gỡ; mua; xin; đo; biểu diễn; khám;
    phân luồng; điều hành; đối khớp; kéo; lo; tự tháo dỡ; tự di dời; tự chấm; tự kiểm tra;
    đi từng; đi thăm; đến thăm; đến từng; cho mượn; khóa cửa; khóa cổng; kiểm quỹ; khai báo;
    kẻ vẽ; góp; đọc; ghi; hỏi; gọi; xem; mang; chở; bưng; khiêng; buộc; chặt; tỉa; lau; rửa;
    sơn; trông coi; trông nom; kiểm lại; đếm; gom; nhặt; bóc; gỡ; lợp; trám; bơm; khuyên;
    căng; thắp; phơi; sấy; đóng gói; không cài; không đốt; không xả; không vứt; không tụ tập;
    không mua; không bán; không chở; không uống; không cung cấp; không thả; không lấn; không neo;
    tự rà soát; tự giác; tự nguyện; tạm ngưng; khử khuẩn; ghi hình; thăm; giao ước; thi công;
    thiết lập; bốc thăm; bàn; đến tận; trông xe; gặt; cày; ngâm; che; vớt; thuê; dỡ; nhờ; nhổ;
    tháo; cuốc; chôn; xuống; lấy mẫu; làm điểm; báo về; báo nhanh; báo lại; tiếp âm; rủ; gói;
    cài đặt; trưng bày; thuyết trình
    """
)

# First words of verbs that no name contains.
FIRST_WORDS = tuple(
    sorted({verb.split()[0] for verb in VERBS} - {*" ".join((*HEADS, *OF_NAMES)).split()})
)

# Short words that are verbs in any context.
ANYWHERE = spelling.listed(
    """
    gửi; nộp; họp; trồng; treo; dọn; vẽ; tiêm; phun; soạn; viết; dán; chấm; đắp; tặng; trao; mời;
    giúp; quét; xóa; chụp; quay; chốt; đào; rào; duyệt; cắt; coi
    """
)

# Verbs that assign a duty to the party named after them.
ASSIGNERS = spelling.listed(
    """
    giao nhiệm vụ cho; giao trách nhiệm cho; giao cho; giao; yêu cầu; đề nghị:; đề nghị;
    phân công:; phân công; điều động; giao nhiệm vụ; trân trọng đề nghị; kính đề nghị
    """
)

# Verbs that are never part of a name, even when capitalized.
NEVER_NAMES = spelling.listed(
    """
    báo cáo; chủ trì; chủ động; có trách nhiệm; căn cứ; hoàn thành; hướng dẫn; chỉ đạo;
    khẩn trương; kịp thời; phối hợp; rà soát; tham mưu; theo chức năng; theo dõi; thường xuyên;
    thực hiện; tiếp tục; triển khai; trên cơ sở; tăng cường; tập trung; định kỳ
    """
)

# Short words that are verbs only before the listed words; # stands for a digit.
SHORT_VERBS: Mapping[str, tuple[str, ...]] = {
    "lập": spelling.listed(
        """
        kế hoạch; danh sách; hồ sơ; dự toán; biên bản; phương án; tổ; đoàn; báo cáo; dự án; bảng;
        sổ; đề án; quy hoạch
        """
    ),
    "trình": spelling.listed(
        """
        ubnd; hđnd; đảng ủy; ban; hội đồng; cấp; thủ tướng; chính phủ; bộ; quốc hội; chủ tịch;
        ủy ban
        """
    ),
    "cử": spelling.listed(
        """
        cán bộ; người; đồng chí; giáo viên; thành viên; đại diện; công chức; lực lượng; đoàn; tổ;
        chuyên viên; nhân viên; học sinh; vận động viên; #
        """
    ),
    "khám": spelling.listed("sức khỏe; bệnh; sàng; tuyển; chữa"),
    "cấp": spelling.listed("phát; căn cước; giấy; kinh phí; thẻ; đổi; mã; tiền"),
    "ký": spelling.listed("cam kết; kết; hợp đồng; giao ước; văn bản; lại; bao tiêu"),
    "bám": spelling.listed("bản; thôn; địa bàn; cơ sở; xóm; nắm; ruộng; đồng"),
    "báo": spelling.listed("về; nhanh; lại; ubnd; xã; ngay; kết quả; số; tin"),
    "ứng": spelling.listed("tiền; kinh phí; trước; vốn"),
    "tập": spelling.listed("từ; vào; lúc; luyện; hát; múa; dượt; tại"),
    "thu": spelling.listed("gom; nộp; quỹ; phí; đảng phí; học phí; tiền; hồi; thập; dứt điểm; đủ"),
    "làm": spelling.listed(
        """
        tờ trình; đơn; việc; tốt; rõ; vệ sinh; sạch; đường; cỏ; thủ tục; báo cáo; hồ sơ;
        đầu mối; mới
        """
    ),
    "mở": spelling.listed("#; lớp; đợt; hội nghị; sổ; rộng"),
    "tổ chức": spelling.listed(
        """
        lớp; hội; họp; lễ; các; cho; việc; kiểm; tuyên; quán; học; khảo; phổ; phát; đánh; theo;
        thẩm; đại hội; bắn; điểm;
        rà; ra; tốt; bình; gặp; thăm; trồng; thu; tiếp; hướng; tập; xây; đối; lấy; giám; thi; sơ;
        tổng; hiệp; di; sinh; vận; dọn; trực; ký; bán; đăng; chấm; đợt; ngày; chi; đón; chúc; tặng;
        mừng; bầu; khám; tiêm;
        kỷ niệm; sự kiện; nghiệm; bàn; điều; lồng; cấm; cắm; trang; chặn; chốt; canh; cắt; cứu;
        phun; khử; tiêu; phân loại; nạo; vớt; gia cố; sửa; sơ tán;
        diễn; trao; chương; cuộc; buổi; hoạt; phong; văn; giao; ít nhất; tối thiểu; định kỳ; dự; #
        """
    )
    + tuple(verb for verb in VERBS if " " in verb),
    "đưa": spelling.listed("vào; tin; lên; nội dung; #"),
    "tạo": spelling.listed("điều kiện; lập; nguồn"),
    "nhận": spelling.listed("và; hồ sơ; xi măng; bàn giao; đủ; phiếu; đơn; danh sách"),
    "tăng": spelling.listed("cường; thời lượng; chuyến; mức; tỷ lệ; số; cấp; ca; nguồn; thu"),
    "giảm": spelling.listed("tỷ lệ; số; mức; nghèo; thời gian; chi"),
    "nhập": spelling.listed("dữ liệu; số liệu; liệu; điểm; hồ sơ; thông tin"),
    "trích": spelling.listed("kinh phí; quỹ; ngân sách; nguồn; #"),
    "đón": spelling.listed("tiếp; đoàn; đại biểu; khách"),
    "gắn": spelling.listed("biển; camera; mã; bảng"),
    "thay": spelling.listed("thế; mới; bóng; đổi"),
    "hiến": spelling.listed("đất; máu; kế"),
    "thả": spelling.listed("cá; giống"),
    "nuôi": spelling.listed("#"),
    "mặc": spelling.listed("áo; đồng phục; trang phục; lễ phục"),
    "nghỉ": spelling.listed("học; dạy"),
    "dừng": spelling.listed("thi công; hoạt động; các; việc"),
    "nhắc": spelling.listed("nhở; lại"),
    "phát": spelling.listed(
        """
        nội dung; thông báo; phiếu; giấy; trên; tờ rơi; quang; tin; loa; quà; thông điệp; bài;
        các bản
        """
    ),
    "in": spelling.listed("ấn; và; tài liệu; phiếu"),
    "dự": spelling.listed(
        "họp; hội nghị; thảo; lễ; đại hội; sinh hoạt; khai mạc; giao ban; phiên; kỳ họp; cuộc; buổi"
    ),
    "giao": spelling.listed("ban; chỉ tiêu; cho; nhiệm vụ"),
    "trực": spelling.listed("ban; chỉ huy; 24; tết; tại; từ"),
    "dạy": spelling.listed("bù; học; và"),
    "học": spelling.listed("bù; tập"),
    "rào": spelling.listed("chắn; vườn; khu"),
    "nắm": spelling.listed("bắt; tình hình; chắc; danh sách"),
    "chuyển": spelling.listed("đổi; hồ sơ; về; giao; biên bản; danh sách; toàn bộ; kinh phí; #"),
    "rà": spelling.listed("lại; danh sách; hộ; số"),
    "đo": spelling.listed("độ; đạc; đếm; nhiệt; huyết; chiều"),
    "kéo": spelling.listed("đường; điện; dây; lưới; cờ"),
    "góp": spelling.listed("#; tiền; quỹ; công; gạo; vốn"),
    "đọc": spelling.listed("thông báo; bản tin; trên; danh sách; bài; cho"),
    "ghi": spelling.listed("số; lên; sổ; chép; nhận; tên; vào; rõ"),
    "hỏi": spelling.listed("thăm; kỹ; từng; lại"),
    "gọi": spelling.listed("điện; số; cho; từng"),
    "xem": spelling.listed("lại; kỹ; xét"),
    "hiệp thương": spelling.listed("về; lập; cơ cấu; thỏa thuận; lựa chọn; giới thiệu"),
    "lo": spelling.listed(
        "văn nghệ; phần; hậu cần; kinh phí; chỗ; cơm; nước; quà; loa; xe; máy; đủ; tiền; vật tư; #"
    ),
}
# What is due on a last day: nộp, not nhận or công bố, which others do.
HANDED_IN = "(?:nộp|gửi|đăng ký|hoàn thành|hoàn tất|báo cáo|trình|xong)"
