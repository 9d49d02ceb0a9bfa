// "Not you? Sign out": for a device that one person after another uses.
import { signOut } from '../connection/pass.ts';
import { Say } from '../i18n/rich.tsx';
import { me } from '../app/client.ts';

export function SignOut() {
  const name = me.value?.name;
  return name === undefined ? null : (
    <button type="button" class="quiet" data-do="sign-out" onClick={signOut}>
      <span>
        <Say k="sign_out.not_you" names={{ name }} />
      </span>
    </button>
  );
}
