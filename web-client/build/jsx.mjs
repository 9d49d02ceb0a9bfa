// Injected into every module that has JSX: lets sources write elements without importing the factory.
export {h, Fragment} from 'preact';
