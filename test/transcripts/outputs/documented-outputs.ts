/** Outputs of programs that could not be run where the others were recorded, with the page each was copied from. Unverified. */

/** One output that somebody else published. */
interface DocumentedOutput {
  readonly file: string;
  readonly command: string;
  readonly source: string;
  readonly columns: readonly string[];
  readonly rowCount: number;
}

const docker = ['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'];
const services = ['NAME', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)', 'AGE'];

/** All of them; they count in no figure. */
export const documentedOutputs: readonly DocumentedOutput[] = [
  {
    file: 'docker-ps.txt',
    command: 'docker ps',
    source: 'https://github.com/garabik/grc/issues/148',
    columns: docker,
    rowCount: 3,
  },
  {
    file: 'docker-ps-one.txt',
    command: 'docker ps',
    source: 'https://github.com/rroemhild/docker-test-openldap/pull/26',
    columns: docker,
    rowCount: 1,
  },
  {
    file: 'kubectl-get-svc.txt',
    command: 'kubectl get svc',
    source: 'https://pastebin.com/acrFcq4i',
    columns: services,
    rowCount: 2,
  },
  {
    file: 'kubectl-get-svc-system.txt',
    command: 'kubectl --namespace=kube-system get svc',
    source: 'https://pastebin.com/acrFcq4i',
    columns: services,
    rowCount: 7,
  },
  {
    // The page shortens its output by lines of dots; those are left out here.
    file: 'systemctl-list-units.txt',
    command: 'systemctl',
    source:
      'https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/10/optimize-listing_systemd_units',
    columns: ['UNIT', 'LOAD', 'ACTIVE', 'SUB', 'DESCRIPTION'],
    rowCount: 6,
  },
];
