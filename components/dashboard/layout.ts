import { COLUMNS, type Widget } from "./widgets";

/** A widget at its place in the grid. */
export interface PlacedWidget extends Widget {
  readonly x: number;
  readonly y: number;
}

/** The widgets one beside the other, and in a new row where the next does not fit any more. */
export function placed(widgets: readonly Widget[]): readonly PlacedWidget[] {
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  return widgets.map((widget) => {
    if (x + widget.width > COLUMNS) {
      y += rowHeight;
      x = 0;
      rowHeight = 0;
    }
    const at = { ...widget, x, y };
    x += widget.width;
    rowHeight = Math.max(rowHeight, widget.height);
    return at;
  });
}
