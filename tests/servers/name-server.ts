import * as dgram from "node:dgram";

const LOOPBACK = "127.0.0.1";
const HEADER_BYTES = 12;
/** Type, class, and a name that is empty. */
const QUESTION_END_BYTES = 5;

/** A DNS server on this machine, for the names of the tests. */
export interface NameServer {
  /** As a line of resolv.conf names it, with its port. */
  readonly address: string;
  /** The names that it knows: all are on the loopback address. */
  readonly known: Set<string>;
  stop(): Promise<void>;
}

/** Starts a server that answers for IPv4 alone; a name that it does not know does not exist. */
export async function startNameServer(known: readonly string[]): Promise<NameServer> {
  const names = new Set(known);
  const socket = dgram.createSocket("udp4");
  socket.on("message", (question, from) => socket.send(answerTo(question, names), from.port, from.address));
  await new Promise<void>((resolve) => socket.bind(0, LOOPBACK, resolve));
  return {
    address: `${LOOPBACK}:${socket.address().port}`,
    known: names,
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

/** RFC 1035: the question again, and an address for it or the word that there is none. */
function answerTo(question: Buffer, known: ReadonlySet<string>): Buffer {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = question.readUInt8(at); length > 0; length = question.readUInt8(at)) {
    labels.push(question.toString("ascii", at + 1, at + 1 + length));
    at += 1 + length;
  }
  const isKnown = known.has(labels.join("."));
  const header = Buffer.from(question.subarray(0, HEADER_BYTES));
  // An answer, by one who has authority: without fault, or "no such name".
  header.writeUInt16BE(isKnown ? 0x84_00 : 0x84_03, 2);
  header.writeUInt16BE(isKnown ? 1 : 0, 6);
  const asked = question.subarray(HEADER_BYTES, at + QUESTION_END_BYTES);
  // The name in the question, an IPv4 address in the internet, good for a second, of four bytes.
  const address = Buffer.from([0xc0, HEADER_BYTES, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 127, 0, 0, 1]);
  return Buffer.concat([header, asked, ...(isKnown ? [address] : [])]);
}
