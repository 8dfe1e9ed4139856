import type { ClientAssertionCredentialOptions } from "@azure/identity";
import type { StoragePipelineOptions } from "@azure/storage-blob";

type EntraClient = NonNullable<ClientAssertionCredentialOptions["httpClient"]>;
type BlobClient = NonNullable<StoragePipelineOptions["httpClient"]>;

/** What Azure answers here; each may be changed by a test. */
export interface AzureAnswers {
  /** Whether Microsoft Entra takes the token of AWS. */
  entra: "token" | "refusal";
  /** Days that a delegation key is good for, whatever was asked. */
  keyDays: number;
  /** Whether the container lets itself be listed. */
  container: "list" | "refusal";
}

/** Microsoft Entra and a storage account at the edge of Azure's own clients. */
export class FakeAzure {
  readonly answers: AzureAnswers = { entra: "token", keyDays: 7, container: "list" };
  /** The tokens of AWS that were shown to Microsoft Entra, by client id. */
  readonly assertions: [clientId: string, assertion: string][] = [];
  /** URLs by which the container was listed. */
  readonly listed: string[] = [];

  readonly entra: EntraClient = {
    sendRequest: async (request) => {
      const answer = this.#entra(new URL(request.url), textOf(request.body));
      return { request, headers: request.headers, ...answer };
    },
  };

  readonly blobs: BlobClient = {
    sendRequest: async (request) => {
      const headers = request.headers.clone();
      headers.set("content-type", "application/xml");
      return { request, headers, ...this.#blobs(new URL(request.url), textOf(request.body)) };
    },
  };

  #entra(url: URL, body: string): { status: number; bodyAsText: string } {
    const authority = "https://login.microsoftonline.com";
    if (url.pathname.endsWith("/openid-configuration"))
      return json(200, {
        issuer: `${authority}/tenant/v2.0`,
        authorization_endpoint: `${authority}/tenant/oauth2/v2.0/authorize`,
        token_endpoint: `${authority}/tenant/oauth2/v2.0/token`,
        jwks_uri: `${authority}/tenant/discovery/v2.0/keys`,
      });
    const asked = new URLSearchParams(body);
    this.assertions.push([asked.get("client_id") ?? "", asked.get("client_assertion") ?? ""]);
    return this.answers.entra === "refusal"
      ? json(400, {
          error: "invalid_client",
          error_description: `AADSTS700213: no matching record for ${asked.get("client_assertion")}`,
        })
      : json(200, { token_type: "Bearer", expires_in: 3599, access_token: "of-the-identity" });
  }

  #blobs(url: URL, body: string): { status: number; bodyAsText: string } {
    if (url.searchParams.get("comp") === "userdelegationkey")
      return { status: 200, bodyAsText: this.#key(body) };
    this.listed.push(url.href);
    return this.answers.container === "refusal"
      ? {
          status: 403,
          bodyAsText: `<?xml version="1.0"?><Error><Code>AuthorizationFailure</Code><Message>not ${url.search.replaceAll("&", "&amp;")}</Message></Error>`,
        }
      : {
          status: 200,
          bodyAsText: `<?xml version="1.0"?><EnumerationResults ContainerName="copy"><Blobs/><NextMarker/></EnumerationResults>`,
        };
  }

  #key(body: string): string {
    const start = /<Start>(.+)<\/Start>/.exec(body)?.[1] ?? "";
    const expiry = new Date(Date.parse(start) + this.answers.keyDays * 86_400_000).toISOString();
    return [
      `<?xml version="1.0"?><UserDelegationKey><SignedOid>identity</SignedOid><SignedTid>tenant</SignedTid>`,
      `<SignedStart>${start}</SignedStart><SignedExpiry>${expiry}</SignedExpiry><SignedService>b</SignedService>`,
      `<SignedVersion>2026-02-06</SignedVersion><Value>a2V5</Value></UserDelegationKey>`,
    ].join("");
  }
}

function textOf(body: unknown): string {
  return typeof body === "string" ? body : "";
}

function json(status: number, body: object): { status: number; bodyAsText: string } {
  return { status, bodyAsText: JSON.stringify(body) };
}
