-- title: 几天内答复 | Replied within so many days
-- unit: 件；比率按主办单位和登记月份 | Matters; the rate by lead unit and month filed
-- numerator: 登记以后约定的天数（县里的页面是 60 天）以内，答复已经送到本人的件数 | Matters whose reply reached the person within so many days of filing (60 on the county's pages)
-- denominator: 登记的件数 | Matters filed
-- left out: 没有答复就结束的（不予受理、引导、转送、本人撤回等）；还没满这么多天的月份；限定知情的；误导入后撤销的；当作历史导入的 | What ended without a reply (refused, guided, forwarded, withdrawn and the like); months for which the days have not all run; matters confined to few; imports undone; history
-- known error: 从登记那天数日历日，不是法定时限的算法，延期、中止都不扣；只看得出第一次答复，重办以后的不算；改了主办单位的算在现在的主办单位名下 | Calendar days from filing, which is not how legal limits run: extensions and suspensions are not taken off; the first reply only; a matter handed on counts for the unit that leads now
-- source: 事实表 matter_fact，每行由账本里的事件得出，不含个人信息 | Fact table matter_fact, each row derived from events of the ledger, without personal data
SELECT
    yyyymm,
    unit,
    COUNT(*) AS n,
    SUM(CASE WHEN replied_day > 0 AND days_to_reply <= $days THEN 1 ELSE 0 END) AS within_n
FROM matter_fact
WHERE history = 0 AND kind = $kind AND yyyymm >= $first AND yyyymm <= $last AND (closed_day = 0 OR replied_day > 0)
GROUP BY yyyymm, unit
ORDER BY yyyymm, unit
