// Where the lazy files are: the build writes their hashed paths in.
declare const __PATHS__: { [name: string]: string };

export const paths: { [name: string]: string } = __PATHS__;
