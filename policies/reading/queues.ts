import type { Resource } from "./resource";
import { tag } from "./tags";
import { is } from "./value";

export const QUEUE = "aws:sqs/queue:Queue";

/** Whether a queue takes what others gave up: it needs someone who looks rather than a queue behind it. */
export function isForDeadLetters(queue: Resource): boolean {
  return is(tag(queue, "archive:queue-role"), "dlq");
}
