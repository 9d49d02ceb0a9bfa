// What others see of the person, each part of it with the choice not to show it; a name is always shown. The join form
// asks the same before anybody is let in.
import { list } from '../i18n/format.ts';
import { languageName, regionName, roleName, topicName } from '../i18n/labels.ts';
import { t, type Key } from '../i18n/words.ts';
import { ask, asks, me } from '../app/client.ts';
import { programme } from '../app/programme.ts';
import type { MeView } from '../protocol.ts';

function said(mine: MeView, field: string): string {
  const known = programme.value;
  switch (field) {
    case 'name':
      return mine.name;
    case 'role':
      return mine.role && roleName(known, mine.role);
    case 'region':
      return mine.region && regionName(known, mine.region);
    case 'organization':
      return mine.organization;
    case 'topics':
      return list(mine.topics.map(key => topicName(known, key)));
    case 'languages':
      return list(mine.languages.map(languageName));
    default:
      return '';
  }
}

function Field({ field, value, hidden }: { field: string; value: string; hidden: readonly string[] }) {
  const words = (
    <span>
      {t(`form.field_${field}` as Key)}: <bdi>{value}</bdi>
    </span>
  );
  if (field === 'name') return <p>{words}</p>;
  const turn = (shown: boolean) => ask('profile.update', { hidden: [...hidden.filter(f => f !== field), ...(shown ? [] : [field])] });
  return (
    <label>
      <input type="checkbox" name={field} checked={!hidden.includes(field)} onChange={e => turn(e.currentTarget.checked)} />
      {words}
    </label>
  );
}

export function Screen() {
  const mine = me.value;
  if (!mine) return null;
  const hidden = asks('profile.update', 'hidden') ?? mine.hidden;
  const fields = (programme.value?.visible ?? []).map(field => ({ field, value: said(mine, field) })).filter(({ value }) => value);
  return (
    <fieldset>
      <legend>{t('form.seen')}</legend>
      {fields.map(({ field, value }) => (
        <Field key={field} field={field} value={value} hidden={hidden} />
      ))}
      <p class="soft">{t('profile.hint')}</p>
    </fieldset>
  );
}
