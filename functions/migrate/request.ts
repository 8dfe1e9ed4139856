import * as z from "zod";

const Request = z.strictObject({
  clusterArn: z.string().min(1),
  /** With its revision: the very one that the service is about to start. */
  taskDefinitionArn: z
    .string()
    .regex(/:\d+$/, { error: "must be the ARN of one revision of a task definition" }),
  /** Container that migrates; the task has one that is essential. */
  containerName: z.string().min(1),
  subnetIds: z.array(z.string().min(1)).min(1),
  securityGroupIds: z.array(z.string().min(1)).min(1),
  /** Log group of the task, and what the names of its streams begin with. */
  logGroupName: z.string().min(1),
  streamPrefix: z.string().min(1),
  /** Value of the tag `migrates` by which the task may be stopped. */
  tag: z.string().min(1),
  /** Services of the cluster that start anew afterwards, for they read a secret that has changed. */
  thenRestart: z.array(z.string().min(1)),
});

/** What a deploy calls the function with. */
export type Request = z.infer<typeof Request>;

/** @throws with all that does not fit */
export function requestOf(event: unknown): Request {
  const parsed = Request.safeParse(event);
  if (!parsed.success) throw new Error(`the request for migrations: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
