import type { Registered } from "../../graph/graph";

/**
 * What the provider asks AWS for, to make, read and change a resource of a type, and to remove it where that takes
 * something else [Terraform provider's sources]: permissions by their names, with their service where it is another one.
 */
export interface Calls {
  readonly service: string;
  readonly make: string;
  readonly read: string;
  readonly change?: string;
  readonly remove?: string;
  /** What it asks for besides, to make or change a resource with certain inputs. */
  readonly also?: (thing: Registered) => string;
  /** ARNs of what it asks for; without it the resource's own. An action is asked for on those that AWS has it act on. */
  readonly on?: (thing: Registered, at: Place) => readonly string[];
  /** Where the roles stand that are handed over, and to which service. */
  readonly passes?: readonly Passed[];
  /** Of a service that uses a key in the name of whoever sets it up. */
  readonly uses?: string;
  /** What AWS knows of the calls besides, or otherwise than of most. */
  readonly context?: (stage: string) => Readonly<Record<string, string>>;
}

export interface Passed {
  readonly role: string;
  readonly to: string;
}

export interface Place {
  readonly region: string;
  readonly accountId: string;
}

/** By type of resource. */
export type CallsByType = Readonly<Record<string, Calls>>;

export const text = (thing: Registered, name: string) => String(thing.inputs[name] ?? thing.outputs[name]);
export const own = (thing: Registered) => [text(thing, "arn")];
export const arnIn = (service: string, resource: string, { region, accountId }: Place) =>
  `arn:aws:${service}:${region}:${accountId}:${resource}`;
export const aKey = (at: Place) => arnIn("kms", "key/1", at);
export const aZone = "arn:aws:route53:::hostedzone/Z1";
