// One way to the server, for the page's first script and for every attempt after it.

/** Sets out for the server of an event. */
export const openSocket = (event: string): WebSocket =>
  new WebSocket(`${location.origin.replace(/^http/, 'ws')}/ws/${encodeURIComponent(event)}`, 'convene.v1');
