// "Not you? Sign out": for a device that one person after another uses.
import { eventOf, signOut } from '../connection/pass.ts';
import { Say } from '../i18n/rich.tsx';
import { me } from '../app/client.ts';

export const leaveDevice = () => signOut(eventOf(location.pathname) ?? '');

export function SignOut({ quiet = false }: { quiet?: boolean }) {
  const name = me.value?.name;
  return name === undefined ? null : (
    <button type="button" class={quiet ? 'quiet' : ''} data-do="sign-out" onClick={leaveDevice}>
      <span>
        <Say k="sign_out.not_you" names={{ name }} />
      </span>
    </button>
  );
}
