// Why this room: what its people share, what had to give way, and which wish of the reader's could not be met.
import type { Basis } from '../protocol.ts';
import { list } from '../i18n/format.ts';
import { languageName, regionName, roleName, sessionTitle, topicName } from '../i18n/labels.ts';
import { coded, t } from '../i18n/words.ts';
import { programme } from '../app/programme.ts';

/** The sentences of a basis, the strongest first. */
export function reasons(basis: Basis): string[] {
  const known = programme.value;
  const out: string[] = [];
  if (basis.about) out.push(t('why.about', { session: sessionTitle(known, basis.about) }));
  if (basis.about === '') out.push(t('why.about_several'));
  if (basis.role) out.push(t('why.role', { role: roleName(known, basis.role) }));
  if (basis.region) out.push(t('why.region', { region: regionName(known, basis.region) }));
  if (basis.topics.length) out.push(t('why.topics', { topics: list(basis.topics.map(k => topicName(known, k))) }));
  if (basis.languages.length) out.push(t('why.languages', { languages: list(basis.languages.map(languageName)) }));
  if (basis.new_faces) out.push(t('why.new_faces'));
  if (basis.role_relaxed) out.push(t('why.relaxed'));
  return out;
}

export function Why({ basis, unmet }: { basis: Basis; unmet: string[] }) {
  const all = reasons(basis);
  return (
    <section class="why">
      <h2>{t('why.title')}</h2>
      <ul>
        {all.length === 0 && <li>{t('why.everybody')}</li>}
        {all.map(r => (
          <li key={r}>{r}</li>
        ))}
        {unmet.map(wish => (
          <li key={wish} class="unmet">
            {coded('unmet', wish, 'unmet.other')}
          </li>
        ))}
      </ul>
    </section>
  );
}
