import type { Accepted, Given } from "./try-rule";

/** A statement with the Sid `It`. */
export function statement(Action: unknown, Resource: unknown = "*", more: object = {}): object {
  return { Sid: "It", Effect: "Allow", Action, Resource, ...more };
}

/** By default the role `worker`, made by the resource `worker-role`. */
export function role(name = "worker", props: object = {}): Given {
  return {
    type: "aws:iam/role:Role",
    name: `${name}-role`,
    props: { name, arn: `arn:aws:iam::111122223333:role/${name}`, ...props },
  };
}

/** A policy, of the role `worker` by default, whose second statement is the given one. */
export function rolePolicy(name: string, given: object, props: object = {}): Given {
  const policy = JSON.stringify({
    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }, given],
  });
  return { type: "aws:iam/rolePolicy:RolePolicy", name, props: { role: "worker", policy, ...props } };
}

/** A role with such a policy, `held`. */
export function holding(given: object, of = role(), props: object = {}): Given[] {
  const { name } = { name: "worker", ...of.props };
  return [of, rolePolicy("held", given, { role: name, ...props })];
}

/** The role with a policy, and another statement as its boundary. */
export function bounded(given: object, boundary: object): Given[] {
  const props = { name: "b", arn: "arn:b", policy: { Statement: [boundary] } };
  return [
    { type: "aws:iam/policy:Policy", name: "boundary", props },
    ...holding(given, role("worker", { permissionsBoundary: "arn:b" })),
  ];
}

export function near(what: string, given: Given | Given[], config?: object): Accepted {
  return { as: "near miss", what, given, ...(config && { config }) };
}
