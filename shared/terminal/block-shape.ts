/** What kind of thing an output is, where that is certain: told when its block ends. How each is found is the keeper's. */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** 0-based index of a line of the block. */
const lineIndex = count;
/** The one line worth saying first, the server's own text. */
const sayFirst = v.pipe(v.string(), v.maxLength(300));

/** Columns of one table. */
export const TABLE_COLUMNS_LIMIT = 40;

/** A column. `from` and `to` are 0-based characters of a row, used where the table is split by `columns`. */
export const tableColumnSchema = v.strictObject({
  /** The header cell; '' where the table has no header. */
  title: v.pipe(v.string(), v.maxLength(200)),
  align: v.picklist(['left', 'right']),
  from: count,
  /** Null: to the end of the line. */
  to: v.nullable(count),
});
export type TableColumn = v.InferOutput<typeof tableColumnSchema>;

/**
 * A table. `split` tells how a row's text becomes cells: `fields`: at blanks, the last cell takes the rest;
 * `columns`: at the places of the columns; `bars`: at the vertical bars of a drawn box.
 */
export const tableShapeSchema = v.strictObject({
  kind: v.literal('table'),
  split: v.picklist(['fields', 'columns', 'bars']),
  headerLine: v.nullable(lineIndex),
  firstRow: lineIndex,
  /** Rows between `firstRow` and the end of the table; lines that only draw are not counted. */
  rowCount: count,
  /** Index after the last line of the table. */
  end: lineIndex,
  /** `cells`: places are cells of a terminal, where wide characters take two; else they are UTF-16 units. */
  measure: v.exactOptional(v.literal('cells')),
  columns: v.pipe(v.array(tableColumnSchema), v.minLength(2), v.maxLength(TABLE_COLUMNS_LIMIT)),
});
export type TableShape = v.InferOutput<typeof tableShapeSchema>;

export const blockShapeSchema = v.variant('kind', [
  tableShapeSchema,
  /** One JSON value, or one a line. `sayFirst`: "object, 4 members" is said by the page; here its first members. */
  v.strictObject({
    kind: v.literal('json'),
    value: v.picklist(['object', 'array', 'lines']),
    /** Members, elements or lines. */
    size: count,
  }),
  /** A unified diff. */
  v.strictObject({ kind: v.literal('diff'), files: count, added: count, removed: count }),
  /** A traceback or stack trace; `line` is the one that matters. */
  v.strictObject({ kind: v.literal('trace'), line: lineIndex, sayFirst }),
  v.strictObject({ kind: v.literal('git-status'), line: lineIndex, sayFirst }),
  /** A summary of tests: "3 failed, 120 passed". */
  v.strictObject({ kind: v.literal('tests'), line: lineIndex, sayFirst }),
]);
/** What an output is. */
export type BlockShape = v.InferOutput<typeof blockShapeSchema>;
