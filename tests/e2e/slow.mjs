// A page of somebody with a slow device, and when things come to be on it.

/** A processor so many times slower. The page notes its long tasks. */
export async function slowPage(browser, {cpu = 1, ...settings} = {}) {
  const context = await browser.newContext({locale: 'en-US', timezoneId: 'America/New_York', viewport: {width: 1200, height: 900}, ...settings});
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver(list => window.longTasks.push(...list.getEntries().map(e => e.duration))).observe({type: 'longtask', buffered: true});
  });
  await page.addInitScript(watching);
  if (cpu > 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', {rate: cpu});
  return page;
}

/** Milliseconds of each task of over 50 since this was asked last. */
export const tasks = page => page.evaluate(() => new Promise(resolve => setTimeout(() => resolve(window.longTasks.splice(0)), 100)));

/** In the page: a promise of when `selector` is there and painted, on the clock of the machine. */
function watching() {
  window.whenPainted = selector =>
    new Promise(resolve => {
      const clock = () => performance.timeOrigin + performance.now();
      const look = () => {
        if (!document.querySelector(selector)) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(clock())));
      };
      const observer = new MutationObserver(look);
      observer.observe(document, {subtree: true, childList: true, attributes: true});
      look();
    });
}

/** From now on; `seen` waits for it. */
export const watchFor = (page, selector) => page.evaluate(wanted => void (window.painted = window.whenPainted(wanted)), selector);
export const seen = page => page.evaluate(() => window.painted);

/** When the next press on a button is made. */
export const watchPress = page =>
  page.evaluate(() => void (window.pressed = new Promise(resolve => addEventListener('click', e => resolve(performance.timeOrigin + e.timeStamp), {capture: true, once: true}))));
export const pressed = page => page.evaluate(() => window.pressed);

/** The machine's clock, as pages have it. */
export const clock = () => performance.timeOrigin + performance.now();
