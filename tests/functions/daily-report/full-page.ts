import { pageOf } from "../../../functions/daily-report/page/page";
import { hoursAgo, LONDON, NOW, oneOfEach } from "./made-up";
import { sectionWith, times } from "./sections";

export const SUCCEEDED = 1000;

/** A page with all there can be: two sections, names that would be markup, long texts, an unreadable document. */
export async function fullPage(): Promise<string> {
  const failed = {
    ...oneOfEach["unknown-failure"],
    space: "born-digital",
    externalIdentifier: `<script>document.title="taken"</script>`,
    events: [`Register failed at s3://uploads/${"long/".repeat(40)}b1.tar.gz, ${"very".repeat(60)}`],
  };
  const production = await sectionWith(
    [
      failed,
      { ...failed, externalIdentifier: "b9", version: "v10", lastModifiedDate: hoursAgo(9) },
      {
        ...failed,
        externalIdentifier: "b10",
        version: "v2",
        lastModifiedDate: hoursAgo(2),
        space: "testing",
      },
      ...Object.values(oneOfEach),
      ...Array.from({ length: SUCCEEDED }, (_, number) => ({
        externalIdentifier: `page/${number}`,
        lastModifiedDate: hoursAgo(number / 100),
      })),
    ],
    { others: [{ id: "odd", source: { id: "odd" } }] },
  );
  const staging = await sectionWith(times(250, oneOfEach["unknown-failure"]), { title: "Staging" });
  return pageOf([production, staging], {
    date: "2026-06-12",
    windowStart: "2026-06-10",
    now: NOW,
    timeZone: LONDON,
    region: "eu-west-1",
    inspectorUrl: "https://ingests.example.org/{id}",
  });
}
