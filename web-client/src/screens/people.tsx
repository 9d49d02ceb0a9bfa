// The people of a room: name, what they do and where, their local time, and what they share with the reader.
import type { Member } from '../protocol.ts';
import { clockIn, list } from '../i18n/format.ts';
import { languageName, regionName, roleName, topicName } from '../i18n/labels.ts';
import { t, type Key } from '../i18n/words.ts';
import { me } from '../app/client.ts';
import { minute } from '../app/clock.ts';
import { programme } from '../app/programme.ts';
import { Contacts } from '../parts/contacts.tsx';
import { PersonMenu } from '../parts/person_menu.tsx';
import { common, presence } from './common.ts';

function Shared({ member }: { member: Member }) {
  const mine = me.value;
  if (!mine || mine.id === member.id) return null;
  const found = common(mine, member);
  const items = [
    ...found.topics.map(key => topicName(programme.value, key)),
    ...found.languages.filter(l => l !== 'en').map(languageName),
  ];
  const same: Key[] = [...(found.role ? (['people.same_role'] as const) : []), ...(found.region ? (['people.same_region'] as const) : [])];
  const parts = [...same.map(k => t(k)), ...items];
  return parts.length ? <p class="shared">{t('people.shared', { list: list(parts) })}</p> : null;
}

export function Person({ member }: { member: Member }) {
  const mine = member.id === me.value?.id;
  const about = [
    member.role && roleName(programme.value, member.role),
    member.organization,
    member.region && regionName(programme.value, member.region),
  ].filter(Boolean);
  const there = clockIn(member.time_zone, minute.value);
  const state = presence(member.seat);
  return (
    <li class={`person ${state}`} data-person={member.id} tabIndex={-1}>
      <span class="dot" aria-hidden="true" />
      <div>
        <p class="name">
          <bdi>{member.name}</bdi> {mine && <span class="tag">{t('people.you')}</span>}
          {member.badge && <span class="tag warm">{t(`hat.${member.badge}` as Key)}</span>}
          {member.text_only && <span class="tag">{t('writes.mark')}</span>}
          {state !== 'here' && <span class="soft"> {t(`seat.${member.seat}` as Key)}</span>}
        </p>
        {about.length > 0 && (
          <p class="soft">
            {about.map((part, i) => (
              <>
                {i > 0 && ' · '}
                <bdi>{part}</bdi>
              </>
            ))}
          </p>
        )}
        {!mine && there && <p class="soft">{t('people.time', { time: there })}</p>}
        <Shared member={member} />
        <Contacts of={member} />
        <PersonMenu of={member} />
      </div>
    </li>
  );
}

export function People({ members }: { members: Member[] }) {
  const mine = (m: Member) => (m.id === me.value?.id ? 0 : 1);
  const order = [...members].sort((a, b) => mine(a) - mine(b));
  return (
    <ul class="people">
      {order.map(m => (
        <Person key={m.id} member={m} />
      ))}
    </ul>
  );
}
