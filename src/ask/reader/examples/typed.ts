/** What people typed, by command and KPI. */
export const TYPED_EXAMPLES: Record<string, string> = {}
