import type { Given } from "./try-rule";

/** A task definition whose containers come as they are given: as a text, a list, or not at all. */
export function taskWith(containerDefinitions: unknown, more: object = {}): Given {
  return {
    type: "aws:ecs/taskDefinition:TaskDefinition",
    name: "api",
    props: { containerDefinitions, ...more },
  };
}

/** A task definition as a program registers it: its containers, named c0, c1 …, are JSON. */
export function task(...containers: readonly object[]): Given {
  return taskWith(
    JSON.stringify(containers.map((container, index) => ({ name: `c${index}`, ...container }))),
  );
}

export function service(props: object, more: Partial<Given> = {}): Given {
  return { type: "aws:ecs/service:Service", name: "api", props, ...more };
}

export function lambda(props: object): Given {
  return { type: "aws:lambda/function:Function", name: "report", props };
}
