/**
 * The script that an integrated fish runs after its own files: it wraps the person's prompt and listens to fish's
 * events. Marks of fish itself (version 4) lack the secret and are passed by.
 */
import { PRINT_GREETING, TOLD_PIPE_LIMIT, TOLD_TEXT_LIMIT } from './login-greeting.ts';

/** The script for a session's secret (letters and digits). Needs fish 3.1, the first with an exit code in its events. */
export function fishMarksScript(secret: string): string {
  return `${PRINT_GREETING}set -g __earshot_k ${secret}\n${MARKS}`;
}

/**
 * The event of the prompt comes before each drawing anew; only the first after a command ends it. What fish prints
 * between the two events, its sign for a missing line end, is no output.
 */
const MARKS = String.raw`set -g __earshot_u (id -un 2>/dev/null | string replace -a ';' '?')
set -g __earshot_y (tty 2>/dev/null)
set -g __earshot_ran 1
set -g __earshot_codes 0
function __earshot_place
    set -l d (string replace -ra '[[:cntrl:]]' '?' -- "$PWD" | string join '?' | string sub -l LIMIT)
    printf 'k=%s;o=1;t=%s;u=%s;y=%s' $__earshot_k (date +%s.%N 2>/dev/null | string match -r '^[0-9.]+$'; or echo 0) "$__earshot_u" "$__earshot_y"
    if set -q argv[1]
        printf ';p=%s' (string join ',' $argv)
    end
    printf ';cwd=%s' "$d"
end
function __earshot_wrap
    if not functions fish_prompt | string match -q '*__earshot_prompt*'
        functions -e __earshot_prompt
        functions -c fish_prompt __earshot_prompt
        function fish_prompt
            __earshot_prompt
            printf '\e]133;B;k=%s\e\\' $__earshot_k
        end
    end
end
function __earshot_ended --on-event fish_postexec
    set -g __earshot_codes $status $pipestatus
    set -g __earshot_ran 1
    printf '\e]133;P;k=%s\e\\' $__earshot_k
end
function __earshot_prompts --on-event fish_prompt
    set -l before $status
    if test "$__earshot_ran" = 1
        set -g __earshot_ran 0
        set -l place (__earshot_place $__earshot_codes[2..PIPE])
        printf '\e]133;D;%s;%s\e\\' $__earshot_codes[1] "$place"
    end
    __earshot_wrap
    set -l place (__earshot_place)
    printf '\e]133;A;%s\e\\' "$place"
    return $before
end
function __earshot_begins --on-event fish_preexec
    set -g __earshot_ran 1
    set -l line (string replace -a '\\' '\\\\' -- $argv[1] | string join '\\n')
    set line (string replace -a \t ' ' -- $line | string replace -ra '[[:cntrl:]]' '?')
    set -l now (date +%s.%N 2>/dev/null | string match -r '^[0-9.]+$'; or echo 0)
    printf '\e]133;C;k=%s;t=%s' $__earshot_k $now
    if test (string length -- "$line") -lt LIMIT
        printf ';cmd=%s' "$line"
    end
    printf '\e\\'
end
__earshot_wrap
`
  .replaceAll('LIMIT', String(TOLD_TEXT_LIMIT))
  .replaceAll('PIPE]', `${String(TOLD_PIPE_LIMIT + 1)}]`);
