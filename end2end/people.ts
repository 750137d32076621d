/** The demo's accounts (shared/design/interface.md). */
export const PASSWORD = "demo-partner-center";

export type Person = {
  account: string;
  /** The partner as the demo names it, "" for the vendor's own staff. */
  partner: string;
  canSignIn: boolean;
};

const harbor = "Harbor Cloud Partners";
const of = (account: string, partner: string, canSignIn = true): Person => ({ account, partner, canSignIn });

export const people = {
  /** Account managers; supervisor zhao. */
  mei: of("mei", harbor),
  jun: of("jun", harbor),
  /** Account manager; supervisor omar. */
  ana: of("ana", harbor),
  /** Account manager who also holds a custom role: opportunities, view. */
  lin: of("lin", harbor),
  /** Disabled account manager. */
  ben: of("ben", harbor, false),
  /** Account-manager supervisors. */
  zhao: of("zhao", harbor),
  omar: of("omar", harbor),
  /** System administrator. */
  grace: of("grace", harbor),
  /** Operator with one custom role: orders and exports. */
  tom: of("tom", harbor),
  /** Distributor: administrator, account manager. */
  dara: of("dara", "Summit Distribution"),
  kofi: of("kofi", "Summit Distribution"),
  /** Administrator of a reseller of Summit. */
  rita: of("rita", "Delta Resale"),
  /** Administrator of a channel-only distributor. */
  chan: of("chan", "Relay Channels"),
  /** Administrator of another solution provider. */
  petra: of("petra", "Lakeside Solutions"),
  /** Vendor operator. */
  viktor: of("viktor", ""),
} as const satisfies Record<string, Person>;
