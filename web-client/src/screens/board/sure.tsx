// What cannot be taken back, or hardly: the press asks first, in a dialog that says what comes of it.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { t } from '../../i18n/words.ts';
import { Dialog } from '../../parts/dialog.tsx';

interface Props {
  /** What it is called on the page. */
  part: string;
  label: string;
  title: ComponentChildren;
  children: ComponentChildren;
  /** It was pressed, and is under way. */
  waiting?: boolean;
  yes: () => void;
}

export function Sure({ part, label, title, children, waiting = false, yes }: Props) {
  const open = useSignal(false);
  const about = `${part}-about`;
  return (
    <>
      <button type="button" class="bad" data-do={part} aria-haspopup="dialog" disabled={waiting} onClick={() => (open.value = true)}>
        {label}
      </button>
      {open.value && (
        <Dialog part={part} title={title} closed={() => (open.value = false)}>
          {close => (
            <>
              <div id={about}>{children}</div>
              <p class="row">
                {/* The first has the focus: a press too many does nothing. */}
                <button type="button" data-do="leave" aria-describedby={about} onClick={close()}>
                  {t('board.leave_it')}
                </button>
                <button
                  type="button"
                  class="bad"
                  data-do="yes"
                  onClick={e => {
                    close()(e);
                    yes();
                  }}
                >
                  {label}
                </button>
              </p>
            </>
          )}
        </Dialog>
      )}
    </>
  );
}
