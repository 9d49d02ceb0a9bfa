// What staff fetch of an event over HTTP, with their pass.
import { eventOf, passIn } from './pass.ts';

export function fetchApi(resource: string, query: { [name: string]: string } = {}, options: RequestInit = {}): Promise<Response> {
  const event = encodeURIComponent(eventOf(location.pathname) ?? '');
  const asked = new URLSearchParams(query).toString();
  return fetch(`/api/v1/events/${event}/${resource}${asked && `?${asked}`}`, {
    ...options,
    headers: { authorization: `Bearer ${passIn(location.hash) ?? ''}` },
    cache: 'no-store',
  });
}
