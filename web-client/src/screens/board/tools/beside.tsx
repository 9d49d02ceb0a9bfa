// Laying one part of the board onto another.
import type { ComponentType } from 'preact';

/** What the board has there, and then what is laid onto it. */
export const beside = <Props extends object>(First: ComponentType<Props> | undefined, Then: ComponentType<Props>) =>
  function Both(props: Props) {
    return (
      <>
        {First && <First {...props} />}
        <Then {...props} />
      </>
    );
  };
