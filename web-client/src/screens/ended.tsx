// Screens after which this page does not go on by itself; a chunk, as most people never see one.
import { eventOf, goBackToKept, keepsAnother, signOut } from '../connection/pass.ts';
import { coded, refusalsWorded, t, wordRefusals } from '../i18n/words.ts';
import { state, useHere } from '../app/client.ts';
import { endings } from './endings.ts';
import { Heading } from '../parts/heading.tsx';
import { Contacts } from '../parts/contacts.tsx';
import { Loading } from '../parts/loading.tsx';

function Ended() {
  void wordRefusals();
  if (!refusalsWorded.value) return <Loading />;
  const code = endings[state.value.end?.code ?? 0] ?? 'other';
  const event = eventOf(location.pathname) ?? '';
  // A link that was never let in leaves who was here before as they were; signing out would not.
  const linkRefused = ['pass_invalid', 'removed', 'banned'].includes(code) && !state.value.welcome;
  const another = linkRefused && keepsAnother(event);
  return (
    <section class="sheet center">
      <Heading>{coded('ended', `${code}.title`, 'ended.other.title')}</Heading>
      <p>{coded('ended', `${code}.text`, 'ended.other.text')}</p>
      {another && <p>{t('ended.kept')}</p>}
      {code === 'event_over' && <Contacts ended />}
      <p class="row">
        <button type="button" class="main" onClick={() => location.reload()}>
          {t('ended.try')}
        </button>
        {another ? (
          <button type="button" onClick={goBackToKept}>
            {t('ended.earlier')}
          </button>
        ) : (
          <button type="button" onClick={signOut}>
            {t('ended.sign_out')}
          </button>
        )}
      </p>
    </section>
  );
}

function Superseded() {
  return (
    <section class="sheet center">
      <Heading>{t('superseded.title')}</Heading>
      <p>{t('superseded.text')}</p>
      <p class="row">
        <button type="button" class="main" onClick={useHere}>
          {t('superseded.use')}
        </button>
      </p>
    </section>
  );
}

export const Screen = () => (state.value.link === 'ended' ? <Ended /> : <Superseded />);
