import * as pulumi from "@pulumi/pulumi";
import type { Conditions, Statement } from "../identity/policy";

/** A key as a policy names it. */
export interface UsedKey {
  readonly keyArn: pulumi.Input<string>;
  /**
   * Its alias, for a key that the same stack makes: its ARN is not known in a preview, and a policy that names it could
   * not be judged there. The policy then names whatever key has the alias.
   */
  readonly keyAlias?: string | undefined;
}

export interface KeyUse {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly key: UsedKey;
  /** Where the key is. */
  readonly place: { readonly region: pulumi.Input<string>; readonly accountId: pulumi.Input<string> };
  readonly condition?: Conditions;
}

/** Lets somebody use a key. */
export function keyStatement({ sid, actions, key, place, condition = {} }: KeyUse): Statement {
  const allowed = { Sid: sid, Effect: "Allow", Action: actions } as const;
  if (key.keyAlias === undefined)
    return {
      ...allowed,
      Resource: key.keyArn,
      ...(Object.keys(condition).length > 0 ? { Condition: condition } : {}),
    };
  return {
    ...allowed,
    Resource: pulumi.interpolate`arn:aws:kms:${place.region}:${place.accountId}:key/*`,
    Condition: { ...condition, "ForAnyValue:StringEquals": { "kms:ResourceAliases": key.keyAlias } },
  };
}
