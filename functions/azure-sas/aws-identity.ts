import { GetWebIdentityTokenCommand, type STSClient } from "@aws-sdk/client-sts";

/** What Microsoft Entra takes as the audience of a token from elsewhere, and the only signature that it reads. */
const AUDIENCE = "api://AzureADTokenExchange";
const ALGORITHM = "RS256";
/** It is exchanged at once. */
const SECONDS = 300;

/**
 * A token of AWS that says which role this function has.
 * @throws when the account gives none: outbound federation is off, or the role may not ask
 */
export async function webIdentityToken(sts: STSClient): Promise<string> {
  const { WebIdentityToken: token } = await sts.send(
    new GetWebIdentityTokenCommand({
      Audience: [AUDIENCE],
      DurationSeconds: SECONDS,
      SigningAlgorithm: ALGORITHM,
    }),
  );
  if (!token) throw new Error("sts:GetWebIdentityToken answered without a token");
  return token;
}
