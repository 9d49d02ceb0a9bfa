// What the close codes mean that a client does not come back from by itself (protocol/codes.h).
export const endings: { [code: number]: string } = {
  4200: 'pass_invalid',
  4201: 'removed',
  4202: 'banned',
  4203: 'event_over',
  4204: 'not_understood',
  4205: 'unknown_event',
  4206: 'other_device',
  4208: 'event_damaged',
};
