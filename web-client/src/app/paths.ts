// Where the lazy files are: the build writes in by which hash and ending each is called.
declare const __PATHS__: { [name: string]: string };

export const paths: { [name: string]: string } = {};
for (const name in __PATHS__) paths[name] = `/assets/${name}-${__PATHS__[name]}`;
