// Words for what the organiser named: roles, regions, topics, sessions, rooms.
import type { Programme, RoomName } from '../protocol.ts';
import type { Label } from '../wire.ts';
import { formatter } from './format.ts';
import { formatLocale, language, locale, place, t } from './words.ts';

export function labelOf(label: Label | undefined, locales: readonly string[] = []): string {
  if (!label) return '';
  for (const l of [locale(), formatLocale(), language(), ...locales]) if (label[l]) return label[l];
  return Object.values(label)[0] ?? '';
}

export function roleName(programme: Programme | undefined, key: string): string {
  return labelOf(programme?.roles.find(r => r.key === key)?.label, programme?.locales) || key;
}

export function topicName(programme: Programme | undefined, key: string): string {
  return labelOf(programme?.topics.find(r => r.key === key)?.label, programme?.locales) || key;
}

function display(type: 'region' | 'language', code: string): string | undefined {
  try {
    return formatter(Intl.DisplayNames, { type, fallback: 'none' }).of(code);
  } catch {
    return undefined;
  }
}

/** The organiser's word, else ours (states, provinces, parts of the world), else the browser's (countries), else the key. */
export function regionName(programme: Programme | undefined, key: string): string {
  const own = labelOf(programme?.regions.find(r => r.key === key)?.label, programme?.locales);
  return own || place(key) || (/^([A-Z]{2}|\d{3})$/.test(key) ? display('region', key) : undefined) || key;
}

export const languageName = (code: string) => display('language', code) ?? code;

export function sessionTitle(programme: Programme | undefined, id: string | undefined): string {
  const found = programme?.sessions.find(s => s.id === id);
  return labelOf(found?.title, programme?.locales) || id || '';
}

/** A room's name is a code; its words depend on the reader. */
export function roomName(programme: Programme | undefined, name: RoomName): string {
  if (name.label) return name.label;
  const what = !name.category
    ? t('room.everybody')
    : name.kind === 'regional'
      ? regionName(programme, name.category)
      : name.kind === 'office-hours'
        ? topicName(programme, name.category)
        : name.kind === 'debrief'
          ? sessionTitle(programme, name.category)
          : roleName(programme, name.category);
  return name.number ? t('room.numbered', { what, number: name.number }) : what;
}
