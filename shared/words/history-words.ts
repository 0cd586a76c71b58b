/** What the dialog "History" shows; loaded with it. */

/** Words of the dialog. */
export const historyWords = {
  search: 'Search history',
  list: 'Commands, newest first',
  use: 'Use in field',
  close: 'Close',
};
