import type { Asked } from './asked.ts'

/** More of our own phrasings, of what is asked for less often. */
export const MORE_ENGLISH: Readonly<Partial<Record<Asked, string>>> = {
  merchant: `
everything about S | all about S | all we know about S | tell me about S | tell me everything on S | who is S | what do we know about S | S profile
profile of S | S overview | overview of S | S card | dossier on S | fact sheet S | give me the full picture of S | how is S doing overall
how is S doing | how does S stand | how are things with S | what's up with S as a merchant | how is this merchant S | background on S
briefing on S before my call | I have a call with S, what should I know | meeting S D, brief me | S in one page | summary of S | the whole story of S
S info | info S | S details | show me S | open S | merchant S | the merchant S please | how healthy is S | health of S | is S a good merchant
scorecard S | how good is S | state of S | report card for S | look up S | what is the picture at S`,
  merchants: `
top merchants | G top | best merchants | best sellers by name of shop | our biggest merchants | largest merchants | biggest sellers
who are our biggest merchants | who are our top sellers | our most important sellers | list of merchants | merchant ranking | ranking of merchants
rank the merchants | all merchants | merchants overview | leaderboard of sellers | which merchants matter most | key accounts | our top shops
top ten merchants | strongest partners | most important partners | heavyweights among our merchants | list of the best selling merchants
who sells most with us among the merchants | show me the merchants | top vendors | top sellers please`,
  'merchants:falling': `
which merchants are falling | falling merchants | merchants in decline | who is falling among the merchants | sellers that lose sales
which sellers are losing ground | which partners are shrinking | merchants going down | merchants sinking | declining sellers
which merchants sell less than before | who is slipping | which shops are slipping | merchants with falling sales | losing merchants
which vendors got weaker | merchants that dropped | who is on the way down | sellers heading south | merchants losing steam
which of our sellers are in a slump | shrinking sellers | which merchants are getting weaker | biggest losers among merchants
merchants that sell less and less | which G are falling | falling G | which G are losing sales`,
  'merchants:at-risk': `
which merchants may leave | merchants at risk | merchants at risk of leaving | at-risk merchants | who might leave us | which sellers are about to leave
who is about to quit among the sellers | merchants that might churn | merchant churn risk | churn risk of sellers | sellers about to churn
which partners could we lose | who will we lose next | merchants about to slip away | sellers with one foot out of the door | risky merchants
merchants in danger | endangered merchants | which vendors are likely to go | who is likely to leave the platform | merchants we may lose
sellers that look like they will stop | merchants going quiet | inactive sellers that may leave | which G may leave | G at risk`,
  'merchants:new': `
new merchants | newest merchants | who is new among the merchants | list of new merchants | which merchants are new | which sellers joined lately
show me the newcomers | the newcomers among sellers | who joined D | recent joiners | fresh merchants | merchants that started D
who has just started selling with us | which shops are new here | latest sellers | names of the new merchants | introduce me to the new merchants
who are the new ones among the sellers | new faces among the merchants | new sellers list | names of new sellers | which new sellers do we have`,
  'merchants:breaching': `
which merchants are breaching | merchants in breach | breaches | SLA breaches | sla violations | who breaks the sla
who breaks the rules among the merchants | merchants below the service level | service levels not met | sellers that miss their service level
which sellers break the agreement | merchants violating the terms | merchants not keeping their promises | who does not keep the agreement
sellers out of compliance | non-compliant merchants | sla offenders | which merchants fail our standards | service level offenders
sellers under the agreed level | who fails the service targets | merchants breaking the contract | sla report | contract violators among the merchants
which G are breaching | G in breach of service level`,
  'price:all': `
price advice | pricing advice | all price suggestions | any pricing ideas | which prices should we change | which prices should I change D
where can we raise prices | where should we cut prices | what is priced wrong | which products are priced wrong | pricing recommendations
prices to adjust | prices worth changing | what can be dearer | what should be cheaper | which prices are off | pricing opportunities
any price changes you would make | where do we leave money on the table | prices today`,
  'help:status': `
are you up | are you running | are you alive | are you ok | are you working | is the bot ok | is the bot running | bot status | your status
system status | health of the bot | do all jobs run | did a job fail | any errors on your side | is the bot process healthy | are your jobs through
when did you last run | you there? | you ok | status of floorwalker | anything broken on your side | is the bot down | did the nightly run go through`,
  'suggestions:outcomes': `
did it pay off what we approved | what did our decisions bring | effect of what we approved | did the accepted fixes help
did the things we accepted help | did what we did work | what came of the approved changes | result of the measures | did following your advice pay
how much did we gain by your advice | the changes we agreed to, did they do any good | have the approved actions made a difference
scorecard of our decisions | what did the approved price changes bring | outcomes of approved restocks | was it worth following you`,
  'campaign:plan': `
who should we contact | who should get a mail | whom should we write to | to whom will we write next | which customers are worth contacting
which customers should get a voucher | who deserves a coupon | next campaign, whom do we target | target list for the next campaign
plan the next campaign | who to mail D | whom to approach D | audience for the next mailing | whom should we win back | recipients for the newsletter
contact list for the next action | plan a mailing | who gets the next e-mail | suggest an audience for a campaign | set up the next campaign`,
  experiment: `
any experiments to look at | experiments to read about | which experiments can I read about | tests worth reading about`,
  recommend: `
product picks for A | picks for the mailing | product picks | what should first-time buyers see | ideas what to show A`,
  'experiment:plan': `
propose a test | propose an ab test | plan a test | plan an experiment | what could we test | what should we test next | design a test for the checkout
any idea for a test | suggest an experiment | how would we test that | set up an ab test | a test to convert more people | how large must a test be
how long would a test take`,
  target: `
status against the K objective D | K objective D | K goal D, current gap | gap to goal on K | K target gap D | budget versus actual on K | actual versus budget K | K plan fulfilment D | S, distance to its K target | S target for D, where are we | are we going to reach the K goal for D`,
  oncall: `
which human do I wake up | whom do I wake up | who do I ring if something breaks tonight | who is responsible tonight if something breaks
escalation contact | escalation | who handles emergencies D | name of the on-call | on-call name for D | who picks up at night | emergency contact
who takes care of incidents D | who is carrying the pager | pager duty who | whom to escalate to | who do I phone at 3 am | who looks after the shop D
contact for outages`,
  alerts: `
what should worry me | what should worry me D | is there any open anomaly | anything red | what is red right now | what is burning | where does it burn
what is broken right now | anything I should lose sleep over | any fires D`,
  sources: `
where do the numbers come from | where are these numbers from | can I trust these numbers, where are they from | which system does K come out of
which system do K come from | where does the stock number come from | data origin | origin of the data | timestamp of the data | last ingestion
last ingestion time of the tables | when were the tables last loaded | how old is this data | how fresh is this | is the data complete
did all feeds arrive | pipeline state | last refresh`,
  model: `
how reliable is the forecast | how good are your forecasts | how wrong are your forecasts usually | how far off are you usually | forecast accuracy
how accurate are your predictions | can I rely on the forecast | how much can I trust the forecast | track record of your forecasts
hit rate of your predictions`,
  help: `
what can I type here | what are you able to do for me | what kind of questions do you understand | how do I talk to you | what may I ask
how do I phrase things | give me some example questions | I am new here, what can you do`,
  suggestions: `
what suggestions are still open | what has been decided about the suggestions | what did we decide on the proposals D
what got approved in the suggestions queue | list of proposals | proposals and decisions | what is in the queue | who approved what of the suggestions
suggestions and their state | what needs a decision`,
  forecast: `
how does the month ahead look | what is D going to look like | outlook for D | how will D turn out | where do we land D | where do we end up D
is a good D likely | how will business be D | do you expect S to recover D | demand for P D | P demand D | how many P will we need D
how many P will sell D | P units D | P sales D expected | P outlook D | demand outlook P for D`,
  why: `
to what do we owe the strong D | what did we do right in S | we gained in S, what did we do right | storyline for the drop in S D
what lies behind D K | why was D so weak | explain to me why D was so weak | what went on D`,
  kpi: `
how did we close D | what did D make | result of D | what was the result of D | what did D bring in | how good was D | was D any good | rank G by K
G sorted by K | compare G by K D | bottom G for K | worst G for K D`,
}
