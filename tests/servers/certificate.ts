import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../../rehearsal/engine/run";

export interface Certificate {
  readonly file: string;
  readonly keyFile: string;
  /** What a client must trust. */
  readonly text: string;
}

/**
 * Makes a certificate for the loopback address.
 * @param folder gets it, and its key
 * @throws when there is no openssl
 */
export async function selfSigned(folder: string): Promise<Certificate> {
  const file = path.join(folder, "certificate.pem");
  const keyFile = path.join(folder, "key.pem");
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const whose = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const made = await run("openssl", ["req", ...kind, ...whose, "-keyout", keyFile, "-out", file], {});
  if (made.exitCode !== 0)
    throw new Error(`no certificate for a server: openssl 1.1.1 or newer is needed: ${made.stderr}`);
  return { file, keyFile, text: fs.readFileSync(file, "utf8") };
}
