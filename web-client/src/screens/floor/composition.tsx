// Who a room is made of, and when something last changed in it; texts of their own, so that a card is not redrawn for them.
import { useComputed } from '@preact/signals';
import { duration, isolated, list } from '../../i18n/format.ts';
import { languageName, regionName, roleName } from '../../i18n/labels.ts';
import { t } from '../../i18n/words.ts';
import { people, rooms } from '../../app/cells.ts';
import { minute } from '../../app/clock.ts';
import { programme } from '../../app/programme.ts';

/** The most frequent first, each with how many there are; what is left out is counted. */
export function counted(keys: string[], name: (key: string) => string, most = 3): string {
  const counts = new Map<string, number>();
  for (const key of keys) if (key) counts.set(key, (counts.get(key) ?? 0) + 1);
  const all = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const shown = all.slice(0, most).map(([key, n]) => t('floor.count_of', { what: isolated(name(key)), n }));
  return [...shown, ...(all.length > most ? [t('floor.more_kinds', { n: all.length - most })] : [])].join(', ');
}

export function Composition({ id }: { id: string }) {
  const text = useComputed(() => {
    const room = rooms.of(id).value;
    if (!room) return '';
    const all = Object.keys(room.seats).map(person => people.of(person).value);
    const languages = room.basis.languages.map(languageName);
    return [
      counted(all.map(p => p?.role ?? ''), key => roleName(programme.value, key)),
      counted(all.map(p => p?.region ?? ''), key => regionName(programme.value, key)),
      languages.length ? t('floor.languages', { list: list(languages) }) : '',
    ]
      .filter(Boolean)
      .join(' · ');
  });
  return (
    <p class="soft" data-part="composition">
      {text}
    </p>
  );
}

export function LastChange({ id }: { id: string }) {
  const text = useComputed(() => {
    const room = rooms.of(id).value;
    const seats = Object.values(room?.seats ?? {});
    const ago = minute.value - Math.max(room?.wrote ?? 0, ...seats.map(seat => seat.since));
    if (seats.length === 0) return '';
    return ago < 60_000 ? t('floor.changed_now') : t('floor.changed', { time: duration(ago) });
  });
  return <span data-part="changed">{text}</span>;
}
