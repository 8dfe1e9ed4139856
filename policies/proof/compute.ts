import { ROLE } from "../reading/policy-documents";
import { ofType, type StackResource } from "../reading/resource";
import { read, text } from "../reading/value";
import { meant } from "./joins";

/** What runs as a role, and can be told to do something else: a function, a state machine, a build. */
export interface Compute {
  /** The service principal that takes the role. */
  readonly service: string;
  /** In which `*` stands for what is not known. */
  readonly arn: string;
  /** Empty where they are not to be found: then it may run as any that the service may take. */
  readonly roles: readonly StackResource[];
}

const shapes: Readonly<Record<string, { readonly service: string; readonly role: string }>> = {
  "aws:lambda/function:Function": { service: "lambda.amazonaws.com", role: "role" },
  "aws:sfn/stateMachine:StateMachine": { service: "states.amazonaws.com", role: "roleArn" },
  "aws:codebuild/project:Project": { service: "codebuild.amazonaws.com", role: "serviceRole" },
};

export const computeTypes: readonly string[] = Object.keys(shapes);

export function computesIn(resources: readonly StackResource[]): readonly Compute[] {
  const roles = ofType(resources, ROLE);
  return Object.entries(shapes).flatMap(([type, { service, role: property }]) =>
    ofType(resources, type).map((from) => {
      const arn = text(read(from.props, "arn"));
      const value = text(read(from.props, property));
      return {
        service,
        arn: arn.kind === "known" ? arn.value : "*",
        roles: meant({ from, property, value }, roles, ["arn", "name"]),
      };
    }),
  );
}
