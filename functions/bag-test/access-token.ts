import * as z from "zod";
import { ApiTrouble, parsed, refusal } from "./api-trouble";
import { answerOf, patiently, type Patience } from "./http";
import type { Settings } from "./settings";

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** A token is given up so long before it ends: a request under way must not lose it. */
const SPARE_SECONDS = 60;

/** The client's access token; in memory alone. */
export interface AccessToken {
  /** A token that is good for a while, asked for when there is none. */
  readonly current: () => Promise<string>;
  /** Says that the current one is not taken any more. */
  readonly forget: () => void;
}

/**
 * Gets tokens by the client's id and secret [RFC 6749, 4.4].
 * @param secretValue the value of a secret by its name
 */
export function accessToken(
  settings: Settings,
  secretValue: (name: string) => Promise<string>,
  now: () => Date,
  patience: Patience,
): AccessToken {
  let held: { readonly token: string; readonly until: number } | undefined;
  return {
    async current() {
      if (held && now().getTime() < held.until) return held.token;
      const { access_token: token, expires_in: seconds } = await fresh(settings, secretValue, patience);
      held = { token, until: now().getTime() + (seconds - SPARE_SECONDS) * 1000 };
      return token;
    },
    forget() {
      held = undefined;
    },
  };
}

/** @throws ApiTrouble without the client's secret in it */
async function fresh(
  { tokenUrl, scopes, clientSecretNames }: Settings,
  secretValue: (name: string) => Promise<string>,
  patience: Patience,
): Promise<z.infer<typeof Token>> {
  const id = await secretValue(clientSecretNames.id);
  const secret = await secretValue(clientSecretNames.secret);
  const asked = `POST ${tokenUrl}`;
  const request = {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", scope: scopes.join(" ") }),
  };
  const { status, body } = await patiently(
    asked,
    () => answerOf(asked, tokenUrl, request, patience),
    patience,
  );
  if (status !== 200) throw refusal(asked, status, body);
  const answer = Token.safeParse(parsed(body));
  // The answer itself is not told: what is wrong with it may stand beside a token.
  if (!answer.success) throw new ApiTrouble(`${asked} answered 200, and no token`, false);
  return answer.data;
}
