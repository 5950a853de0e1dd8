# Completion of ntmtrack for fish.
function __ntmtrack_complete
    set -l typed (commandline -opc)
    set -l program $typed[1]
    set -e typed[1]
    set -l lines (command $program __complete fish $typed (commandline -ct) 2>/dev/null)
    if test "$lines[1]" = files
        # After --option= the path begins, which fish would take for one with --option= in it.
        set -l option (string match -r -- '^--[^=]*=' (commandline -ct))
        set -l path (string replace -r -- '^--[^=]*=' '' (commandline -ct))
        for found in (__fish_complete_path "$path")
            printf '%s\n' "$option$found"
        end
    else if set -q lines[2]
        printf '%s\n' $lines[2..]
    end
end
complete -c ntmtrack -f -k -a '(__ntmtrack_complete)'
