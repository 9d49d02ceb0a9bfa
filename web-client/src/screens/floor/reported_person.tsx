// In "Needs you": somebody whom others told staff about, never by whom, and what can be done about it.
import { duration } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { people, reportsOfStaff } from '../../app/cells.ts';
import { ask, busy, can } from '../../app/client.ts';
import { Health } from './health.tsx';
import { where } from './needs_people.tsx';
import { about, write } from './part.ts';
import { PersonName } from './person_row.tsx';
import { reachesPerson } from './reach.ts';
import { VisitButton } from './room_card.tsx';

export function ReportedPerson({ person: id, at }: { person: string; at: number }) {
  const person = people.of(id).value;
  const reports = person?.reports ?? reportsOfStaff.value?.[id];
  if (!reports) return null;
  const name = person?.name ?? reportsOfStaff.value?.[id]?.name ?? id;
  const staff = !person?.reports;
  const reaches = reachesPerson(id);
  const facts = [t('needs.reports', { n: reports.count }), person && where(person), t('floor.since', { time: duration(at - reports.since) })];
  return (
    <li data-need="reported_person" data-reported={id}>
      <Health code="reported" />
      <span class="grow">
        {person ? <PersonName id={id} /> : <bdi>{name}</bdi>} <span class="soft">{facts.filter(Boolean).join(' · ')}</span>
        {reports.about.map((text, i) => (
          <span class="said quoted" dir="auto" key={i}>
            {text}
          </span>
        ))}
      </span>
      {reaches && person?.room && <VisitButton id={person.room} />}
      {reaches && person && can('notice.send') && (
        <button type="button" onClick={() => write(`person:${id}`)}>
          {t('needs.talk')} <span class="sr">{name}</span>
        </button>
      )}
      {reaches && person && !staff && !person.muted && can('person.mute') && (
        <button type="button" class="bad" disabled={busy('person.mute', { person: id })} onClick={() => ask('person.mute', { person: id, muted: true })}>
          {t('floor.mute')} <span class="sr">{name}</span>
        </button>
      )}
      {person?.muted && <span class="soft">{t('floor.muted')}</span>}
      {person && !staff && can('person.remove') && (
        // The list moves, and being shown out is not for a press that meant another row: the dialog about them has it.
        <button type="button" class="bad" aria-haspopup="dialog" onClick={() => (about.value = id)}>
          {t('needs.remove')} <span class="sr">{name}</span>
        </button>
      )}
      {reaches && can('report.settle') && (
        <button type="button" class="main" disabled={busy('report.settle', { person: id })} onClick={() => ask('report.settle', { person: id })}>
          {t('needs.settle')} <span class="sr">{name}</span>
        </button>
      )}
    </li>
  );
}
