import { createHmac } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";

/** What a signed URL ends with: thumbor's own signature, HMAC-SHA1 of all that follows it. */
export function signed(key: string, what: string): string {
  const signature = createHmac("sha1", key).update(what).digest("base64");
  return `${signature.replaceAll("+", "-").replaceAll("/", "_")}/${what}`;
}

/** A PNG of one colour. */
export function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits, a palette-free grey.
  head[8] = 8;
  const rows = Buffer.alloc((width + 1) * height, 0x7f);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "ascii"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** Width and height of a PNG. */
export const sizeOf = (image: Buffer): readonly [number, number] => [
  image.readUInt32BE(16),
  image.readUInt32BE(20),
];
