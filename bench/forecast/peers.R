# ets and stlf of the package forecast on log1p, as forecasters use them: reads series,origin,y; writes the paths
suppressMessages(library(forecast))
args <- commandArgs(TRUE)
horizon <- as.integer(args[3])
told <- read.csv(args[1])
out <- list()
newest <- tapply(told$origin, told$series, max)
for (part in split(told, list(told$series, told$origin), drop = TRUE)) {
  y <- as.numeric(na.interp(ts(part$y, frequency = 7)))
  x <- ts(log1p(pmax(y, 0)), frequency = 7)
  ways <- list(ets = function() forecast(ets(x), horizon, level = 80), stlf = function() stlf(x, h = horizon, level = 80))
  # ets takes a second or more: at the newest origin alone
  if (part$origin[1] != newest[[as.character(part$series[1])]]) ways$ets <- NULL
  for (name in names(ways)) {
    start <- proc.time()[3]
    found <- ways[[name]]()
    out[[length(out) + 1]] <- data.frame(
      method = name, series = part$series[1], origin = part$origin[1], h = 1:horizon,
      value = expm1(as.numeric(found$mean)), ms = 1000 * (proc.time()[3] - start))
  }
}
write.csv(do.call(rbind, out), args[2], row.names = FALSE, quote = FALSE)
