// What people do, in a real browser against the stand-in: join by the form, be seated and moved, lose the connection,
// move somebody by keyboard alone. Prints each step; exit status 1 if one fails.
//   npm run build && node test/screens/flows.mjs
import {finish} from './stage.mjs';

for (const part of ['arriving', 'place', 'talking', 'contacts', 'closing', 'own_terms', 'avoiding', 'taking_part', 'staff', 'floor', 'crowd', 'undo', 'rooms', 'targets', 'rematch', 'rounds', 'plans', 'people', 'messages', 'clocks', 'part', 'records', 'roster', 'pairs', 'helping', 'office_hours', 'advising', 'lines', 'lines_by_hand', 'devices', 'reader']) await import(`./flows/${part}.mjs`);
await finish();
