/** Offends boundaries/dependencies: a view does not know another. */
import { hostsView } from '../hosts/hosts-view.ts';

export const helpView = hostsView;
