/** The audit of security actions: one row before each effect, in the same transaction. Rows are only ever added. */
import type { AccountRows, AuditRow } from '../ports/account-store.ts';

/** Writes the row; called inside a transaction before the action's own steps, so that none happens unwritten. */
export function recordAudit(rows: AccountRows, row: AuditRow): void {
  rows.appendAudit(row);
}
