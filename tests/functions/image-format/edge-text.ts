import * as path from "node:path";
import * as vm from "node:vm";
import { z } from "zod";
import { edgeFunctionText } from "../../../components/functions/edge-function";

const ENTRY = path.join(__dirname, "../../../functions/image-format/index.ts");

export const text = () => edgeFunctionText(ENTRY);

const Asked = z.object({ uri: z.string(), headers: z.record(z.string(), z.object({ value: z.string() })) });

/** What the very text that CloudFront gets makes of a request: it runs with nothing around it. */
export function asked(
  uri: string,
  accept?: string,
): { readonly uri: string; readonly accept: string | undefined } {
  const headers = accept === undefined ? {} : { accept: { value: accept } };
  const given = JSON.stringify({ request: { uri, headers } });
  const answer: unknown = vm.runInNewContext(`${text()}\nJSON.stringify(handler(${given}))`);
  const request = Asked.parse(JSON.parse(z.string().parse(answer)));
  return { uri: request.uri, accept: request.headers["accept"]?.value };
}
