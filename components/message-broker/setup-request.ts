/**
 * What functions/message-broker-setup is called with. A function imports nothing of components, so the shape is said
 * there once more, as what it checks; a test holds the two together.
 */
export interface SetUpBroker {
  readonly broker: {
    readonly host: string;
    readonly port: number;
    /** Who signs in, and the secret with the password. */
    readonly admin: { readonly userName: string; readonly passwordSecret: string };
  };
  readonly users: readonly WantedUser[];
  /** The broker's log group, which Amazon MQ makes by itself, and how it is to be kept. */
  readonly log: { readonly group: string; readonly keyArn: string };
}

/** A user in RabbitMQ's own words, in the virtual host `/`. */
export interface WantedUser {
  readonly userName: string;
  readonly passwordSecret: string;
  /** `monitoring` may look at everything through the management API. */
  readonly tags: readonly "monitoring"[];
  /** Patterns of the names of queues and exchanges. */
  readonly permissions: { readonly configure: string; readonly write: string; readonly read: string };
}
