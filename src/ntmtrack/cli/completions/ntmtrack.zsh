#compdef ntmtrack
# Completion of ntmtrack for zsh.
_ntmtrack() {
    local -a lines values shown
    local line
    lines=("${(@f)$("${(Q)words[1]}" __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    if [[ $lines[1] == files ]]; then
        _files
        return
    fi
    for line in "${(@)lines[2,-1]}"; do
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  }")
    done
    # -U: names are found without their accents, so they need not begin with what was typed.
    local -a how=(-U -V ntmtrack -d shown)
    case $lines[1] in
        joined) how+=(-S '') ;;
        listed) compstate[insert]='' compstate[list]='list force' ;;
    esac
    (( $#values )) && compadd "${how[@]}" -l -a values
}
if [[ $funcstack[1] == _ntmtrack ]]; then
    _ntmtrack "$@"
else
    compdef _ntmtrack ntmtrack
fi
