import { z } from "zod";
import registered from "../excepted.json";

const register = z.array(
  z.strictObject({
    rule: z.string().min(1),
    urns: z
      .array(z.string().regex(/^urn:pulumi:[^*]+$/, "must be a resource's whole URN"))
      .min(1)
      .describe("the resources that the rule passes over"),
    reason: z.string().min(40, "must say why, and what stands in for the rule"),
    owner: z.string().min(1).describe("who answers for it, and looks at it again"),
    expires: z.iso.date().describe("the day from which the rule holds again"),
  }),
);

/** That a rule passes over some resources, for a while. */
export type Exception = z.output<typeof register>[number];

/** The one list of all exceptions, `policies/excepted.json`. A fault in it stops the pack: nothing is deployed unjudged. */
export const exceptions: readonly Exception[] = register.parse(registered);
