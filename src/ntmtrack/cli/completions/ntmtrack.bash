# Completion of ntmtrack for bash 4 and newer.
_ntmtrack() {
    local -a lines
    mapfile -t lines < <("${1/#\~/$HOME}" __complete bash "${COMP_LINE:0:COMP_POINT}" \
        "$COMP_WORDBREAKS" "$COMP_TYPE" "${COLUMNS:-80}" 2>/dev/null)
    case ${lines[0]} in
        files) compopt -o default ;;
        joined) compopt -o nospace ;;
    esac
    COMPREPLY=("${lines[@]:1}")
}
complete -o nosort -F _ntmtrack ntmtrack 2>/dev/null || complete -F _ntmtrack ntmtrack
