# Completion of ntmtrack for fish.
function __ntmtrack_complete
    set -l typed (commandline -opc)
    set -l program $typed[1]
    set -e typed[1]
    set -l lines (command $program __complete fish $typed (commandline -ct) 2>/dev/null)
    if test "$lines[1]" = files
        __fish_complete_path (commandline -ct)
    else if set -q lines[2]
        printf '%s\n' $lines[2..]
    end
end
complete -c ntmtrack -f -k -a '(__ntmtrack_complete)'
